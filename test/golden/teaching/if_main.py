import argparse
import torch

def main():
    torch.manual_seed(1)
    layer = torch.nn.Dropout(p=0.6)
    x = torch.ones(2, 4)
    print("Train:")
    print(layer(x))
    layer.train(False)
    print("Eval:")
    print(layer(x))
    print(layer.training)

if __name__ == "__main__":
    main()

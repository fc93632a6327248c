import torch
from torch import nn

torch.manual_seed(42)
num_inputs, num_outputs, num_hiddens1, num_hiddens2 = 20, 4, 8, 8
dropout1, dropout2 = 0.2, 0.5

class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super(Net, self).__init__()
        self.num_inputs = num_inputs
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.relu = nn.ReLU()

    def forward(self, X):
        H1 = self.relu(self.lin1(X.reshape((-1, self.num_inputs))))
        if self.training == True:
            H1 = nn.functional.dropout(H1, dropout1)
        H2 = self.relu(self.lin2(H1))
        if self.training == True:
            H2 = nn.functional.dropout(H2, dropout2)
        out = self.lin3(H2)
        return out

net = Net(num_inputs, num_outputs, num_hiddens1, num_hiddens2)
print(net)
X = torch.randn(3, 4, 5)
print(net(X).shape)
print(net(X))
net.eval()
print(net(X))

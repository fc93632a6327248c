from torch import nn
from settings_imported import MyConfig

class Net(nn.Module):
    config_class = MyConfig
    def __init__(self, config):
        super().__init__()
        self.drop = nn.Dropout(config.hidden_drop)

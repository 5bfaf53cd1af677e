global using System;
global using System.Collections.Generic;
global using System.Linq;
global using System.Runtime.CompilerServices;
global using System.Runtime.InteropServices;
global using TorchSharp.Interop;
global using TorchSharp.Modules;
global using static TorchSharp.torch;

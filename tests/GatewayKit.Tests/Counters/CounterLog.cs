using GatewayKit.Counters;
using GatewayKit.Tests.Configuration.Sources;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Tests.Counters;

internal sealed class CounterLog : RecordingLogger, ILogger<LocalCounterStore>;

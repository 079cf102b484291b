using GatewayKit.AccessLog;

namespace GatewayKit.Plugins.StdoutLog;

/// <summary>The options of <c>stdout-log</c>.</summary>
public sealed record StdoutLogOptions : AccessLogOptions;

namespace GatewayKit.AccessLog;

/// <summary>Writes the value of a field.</summary>
/// <param name="context">The exchange, which has ended.</param>
/// <param name="line">The line.</param>
internal delegate void FieldWriter(GatewayContext context, LogLine line);

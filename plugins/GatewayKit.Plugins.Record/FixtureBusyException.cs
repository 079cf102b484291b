namespace GatewayKit.Plugins.Record;

/// <summary>Thrown when another process is writing the file. The next attempt may succeed.</summary>
internal sealed class FixtureBusyException() : IOException("Another process is writing the file.");

namespace GatewayKit.Plugins.Record;

/// <summary>Somebody else is writing the file right now. The next attempt has its turn.</summary>
internal sealed class FixtureBusyException() : IOException("Somebody else is writing the file.");

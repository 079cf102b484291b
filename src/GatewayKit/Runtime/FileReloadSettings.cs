namespace GatewayKit.Runtime;

/// <summary>Whether changes of the files that plugins have read are followed.</summary>
internal sealed record FileReloadSettings(bool IsEnabled);

namespace GatewayKit.Runtime;

/// <summary>The setting that turns reloads for changed files of plugins on or off.</summary>
internal sealed record FileReloadSettings(bool IsEnabled);

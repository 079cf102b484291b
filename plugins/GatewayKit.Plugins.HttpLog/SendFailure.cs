namespace GatewayKit.Plugins.HttpLog;

/// <summary>The failure of an attempt.</summary>
internal sealed record SendFailure(string Reason, bool CanSucceedLater);

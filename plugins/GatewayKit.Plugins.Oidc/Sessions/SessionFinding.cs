namespace GatewayKit.Plugins.Oidc;

/// <summary>The session of a request.</summary>
/// <param name="Visitor">The session; null if there is none.</param>
/// <param name="IsRenewed">Whether the response must have its new cookie.</param>
/// <param name="Problem">The response if it can't be known whether there is a session; otherwise null.</param>
internal readonly record struct SessionFinding(Visitor? Visitor, bool IsRenewed = false, GatewayResponse? Problem = null)
{
    public static readonly SessionFinding None = new((Visitor?)null);
}

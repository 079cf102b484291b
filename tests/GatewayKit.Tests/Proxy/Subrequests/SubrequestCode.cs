namespace GatewayKit.Tests.Proxy.Subrequests;

/// <summary>The code of a test that the plugin <c>sub</c> runs.</summary>
public sealed class SubrequestCode
{
    public Func<GatewayContext, ISubrequestSender, ValueTask<HookResult>> Run { get; set; } = (_, _) => HookResult.Continue;
}

namespace GatewayKit.Tests.Proxy.Subrequests;

/// <summary>Runs the code of a test, with a sender of subrequests.</summary>
[GatewayPlugin<NoOptions>("sub", PluginStage.Origin)]
public sealed class SubrequestPlugin(SubrequestCode code, ISubrequestSender sender) : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => code.Run(context, sender);
}

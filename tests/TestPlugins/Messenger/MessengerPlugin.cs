using GatewayKit;

namespace Messenger;

/// <summary>Asks a server before each answer, in the usual way: by clients of the factory that the assembly has registered.</summary>
[GatewayPlugin<MessengerOptions>("messenger", PluginStage.Origin)]
public sealed class MessengerPlugin(MessengerOptions options, IHttpClientFactory clients, Mailbox mailbox) : IRequestHook
{
    public async ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        using var client = clients.CreateClient(Services.ClientName);
        var first = await client.GetStringAsync(options.Address, context.CancellationToken);
        return HookResult.Respond(GatewayResponse.Text(200, first + await mailbox.ReadAsync(options.Address, context.CancellationToken)));
    }
}

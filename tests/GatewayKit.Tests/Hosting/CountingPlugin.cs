namespace GatewayKit.Tests.Hosting;

/// <summary>Counts, until it is told to begin anew.</summary>
[GatewayPlugin<NoOptions>("counting", PluginStage.Origin)]
public sealed class CountingPlugin : IRequestHook, ICommandHook
{
    private int _count;

    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
        => HookResult.Respond(new GatewayResponse(200).WithHeader(
            "Count", Interlocked.Increment(ref _count).ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public ValueTask<CommandResult> OnCommandAsync(PluginCommand command)
    {
        switch (command.Name)
        {
            case "reset" when command.Arguments.TryGetValue("to", out var text):
                if (!int.TryParse(text, out var to))
                    return CommandResult.Refused("'to' must be a number.");
                _count = to;
                return CommandResult.Done($"It counts from {to}.");
            case "reset":
                _count = 0;
                return CommandResult.Done("It counts from 0.");
            case "fail":
                throw new InvalidOperationException("secret");
            default:
                return CommandResult.Unknown;
        }
    }
}

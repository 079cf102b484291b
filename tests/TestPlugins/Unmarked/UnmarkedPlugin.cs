using GatewayKit;

namespace Unmarked;

/// <summary>A hook without the attribute that names it.</summary>
public sealed class UnmarkedPlugin : IRequestHook
{
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context) => HookResult.Continue;
}

using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

// An exchange that continues another one without its client.
internal sealed partial class Exchange
{
    private short _first;

    /// <summary>The position of the first entry that sees the response and the end of the exchange: 0, unless the exchange continues
    /// another one.</summary>
    public int First => _first;

    /// <summary>Creates an exchange that continues this one from an entry on.</summary>
    /// <param name="http">The copy of the request.</param>
    /// <param name="index">The position of the entry.</param>
    /// <param name="state">The state of the entry.</param>
    public Exchange Continue(HttpContext http, int index, object? state)
    {
        var continued = new Exchange(http, CompiledRoute)
        {
            Pipeline = Pipeline,
            Caller = Caller,
            CredentialId = CredentialId,
            Principal = Principal,
            NeedsNoCaller = NeedsNoCaller,
            HadAmbientCredentials = HadAmbientCredentials,
            ChosenClusterId = ChosenClusterId,
            Reached = index + 1,
            Priority = Priority,
            _first = (short)index,

            // The upstream-request hooks of the entries above edit this request, too.
            _states = _states.Copy(),
            _variables = _variables is null ? null : new(_variables, StringComparer.OrdinalIgnoreCase),
        };
        continued.SetStateOf(index, state);
        return continued;
    }
}

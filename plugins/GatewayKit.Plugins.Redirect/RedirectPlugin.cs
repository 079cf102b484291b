using GatewayKit.Plugins.Redirect.Locations;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Redirect;

/// <summary>Redirects clients to another address. A request that already has this address continues.</summary>
[GatewayPlugin<RedirectOptions>("redirect", PluginStage.Origin)]
public sealed class RedirectPlugin : IRequestHook
{
    private static readonly GatewayResponse s_hostMissing = GatewayResponse.Problem(
        400, "Bad Request", "The request doesn't have a host, which the redirect needs.");

    private readonly GatewayResponse _response;
    private readonly LocationTemplate? _location;
    private readonly ChangedAddress? _address;
    private readonly string? _growing;
    private readonly bool _keepsQuery;

    // The response of every request without a query, if there is only one target.
    private readonly GatewayResponse? _constant;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    public RedirectPlugin(RedirectOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _response = new GatewayResponse(options.Status);
        _keepsQuery = options.Query == QueryHandling.Keep;
        if (options.Location is null)
            _address = new ChangedAddress(options);
        else
            _location = new LocationTemplate(options.Location);
        _growing = _location is null ? _address!.Growing : _location.Growing;
        if (_location is { IsConstant: true })
            _constant = _response.WithHeader("Location", options.Location!);
    }

    /// <summary>Answers with the redirect.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        var request = context.Http.Request;

        // With HTTP/1.0, the host is optional. Without it, browsers would read the path as the host.
        if (_address is { NeedsHost: true } && !request.Host.HasValue)
            return HookResult.Respond(s_hostMissing);

        if ((_location?.Expand(request) ?? _address!.Of(request)) is not { } target
            || OwnAddress.Is(target, _keepsQuery, _growing, request))
            return HookResult.Continue;

        var query = _keepsQuery ? request.QueryString : default;
        return HookResult.Respond(_constant is not null && query is not { Value.Length: > 1 }
            ? _constant : _response.WithHeader("Location", LocationQuery.Append(target, query)));
    }
}

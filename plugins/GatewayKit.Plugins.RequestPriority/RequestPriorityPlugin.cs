using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.RequestPriority;

/// <summary>
/// Assigns a priority to each request. The stage is that of authorization: the caller is known, and plugins for traffic, such as
/// <c>load-shedding</c>, find the priority in any order of the entries.
/// </summary>
[GatewayPlugin<RequestPriorityOptions>("request-priority", PluginStage.Authorization)]
public sealed class RequestPriorityPlugin : IRequestHook
{
    private readonly ExchangePriority _priority;
    private readonly string? _header;
    private readonly AddressNetworks? _trusted;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">The options.</param>
    /// <param name="placement">The location of the entry.</param>
    /// <exception cref="PluginOptionsException">The header has no trusted sources.</exception>
    public RequestPriorityPlugin(RequestPriorityOptions options, PluginPlacement placement)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placement);
        (_priority, _header) = (options.Priority ?? ExchangePriority.Normal, options.Header);
        if (options.TrustedSources.Count > 0)
            _trusted = new AddressNetworks(options.TrustedSources);
        else if (_header is not null && placement.Scope is not (PluginScope.Group or PluginScope.Consumer))
            throw new PluginOptionsException([new OptionsError(
                "trustedSources", "is missing; 'header' requires it, except in an entry of a group or a consumer")]);
    }

    /// <summary>Sets the priority.</summary>
    public ValueTask<HookResult> OnRequestAsync(GatewayContext context)
    {
        context.Priority = _header is null ? _priority : Read(context.Http) ?? _priority;
        return HookResult.Continue;
    }

    private ExchangePriority? Read(HttpContext http)
    {
        var values = http.Request.Headers[_header!];
        if (values.Count == 0)
            return null;
        if (_trusted?.Contains(http.Connection.RemoteIpAddress) == false)
        {
            http.Request.Headers.Remove(_header!);
            return null;
        }

        return values is [{ } value] ? Parse(value.AsSpan().Trim(" \t")) : null;
    }

    private static ExchangePriority? Parse(ReadOnlySpan<char> value)
        => Is(value, "low") ? ExchangePriority.Low
            : Is(value, "normal") ? ExchangePriority.Normal
            : Is(value, "high") ? ExchangePriority.High
            : Is(value, "critical") ? ExchangePriority.Critical
            : null;

    private static bool Is(ReadOnlySpan<char> value, string name) => value.Equals(name, StringComparison.OrdinalIgnoreCase);
}

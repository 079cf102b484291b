using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Cors;

/// <summary>Responds to preflights.</summary>
internal sealed class Preflight
{
    private const string RequestPrivateNetwork = "Access-Control-Request-Private-Network";

    private static readonly GatewayResponse s_rejection =
        Vary(GatewayResponse.Problem(403, "Forbidden", "Scripts from this origin may not call the API."));

    private readonly OriginSet _origins;
    private readonly GatewayResponse _answer;
    private readonly bool _repeatsMethod;
    private readonly bool _repeatsHeaders;
    private readonly bool _privateNetwork;

    public Preflight(CorsOptions options, OriginSet origins)
    {
        _origins = origins;
        _repeatsMethod = options.Methods.Contains(CorsOptions.Any);
        _repeatsHeaders = options.Headers.Contains(CorsOptions.Any);
        _privateNetwork = options.PrivateNetwork;
        _answer = Vary(new GatewayResponse(StatusCodes.Status204NoContent));
        if (!_repeatsMethod)
            _answer = _answer.WithHeader("Access-Control-Allow-Methods", string.Join(", ", options.Methods));
        if (!_repeatsHeaders && options.Headers.Count > 0)
            _answer = _answer.WithHeader("Access-Control-Allow-Headers", string.Join(", ", options.Headers));
        if (options.Credentials)
            _answer = _answer.WithHeader("Access-Control-Allow-Credentials", "true");

        // Browsers ignore it here, but the Gateway API of Kubernetes requires it.
        if (options.ExposedHeaders.Count > 0)
            _answer = _answer.WithHeader("Access-Control-Expose-Headers", string.Join(", ", options.ExposedHeaders));
        if (options.MaxAge is { } maxAge)
            _answer = _answer.WithHeader(
                "Access-Control-Max-Age", ((long)maxAge.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Allows a preflight according to the configuration, or rejects it with 403 and without CORS headers, as the standard
    /// suggests.</summary>
    public GatewayResponse Answer(IHeaderDictionary request)
    {
        if (_origins.Allow(request.Origin) is not { } origin)
            return s_rejection;

        var answer = _answer.WithHeader("Access-Control-Allow-Origin", origin);
        if (_repeatsMethod && request.AccessControlRequestMethod.ToString() is var method && CorsSyntax.IsToken(method))
            answer = answer.WithHeader("Access-Control-Allow-Methods", method);
        if (_repeatsHeaders && request.AccessControlRequestHeaders.ToString() is var names && CorsSyntax.IsNames(names))
            answer = answer.WithHeader("Access-Control-Allow-Headers", names);
        return _privateNetwork && request[RequestPrivateNetwork] == "true"
            ? answer.WithHeader("Access-Control-Allow-Private-Network", "true")
            : answer;
    }

    private static GatewayResponse Vary(GatewayResponse response)
        => response.WithHeader("Vary", $"Origin, Access-Control-Request-Method, Access-Control-Request-Headers, {RequestPrivateNetwork}");
}

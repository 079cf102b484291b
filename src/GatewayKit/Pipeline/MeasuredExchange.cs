using GatewayKit.Telemetry;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Pipeline;

/// <summary>Finds the measurement of an exchange that is forwarded.</summary>
internal static class MeasuredExchange
{
    /// <summary>Returns the measurement; null if no listener is interested.</summary>
    /// <param name="http">The request.</param>
    /// <param name="exchange">The exchange; null without plugins.</param>
    public static ExchangeMeasurement? Find(HttpContext http, Exchange? exchange)
        => exchange is not null ? exchange.Measurement : http.Features.Get<ExchangeMeasurement>();
}

using System.Globalization;
using GatewayKit.Configuration;

namespace GatewayKit.Responses;

/// <summary>Creates the response of a route in maintenance.</summary>
internal static class MaintenanceAnswer
{
    private const string PlainText = "text/plain; charset=utf-8";

    /// <returns>The response; null if the route isn't in maintenance.</returns>
    public static GatewayResponse? Of(RouteMaintenance? maintenance)
    {
        if (maintenance is not { Enabled: true })
            return null;

        var response = maintenance.Body is { } body
            ? GatewayResponse.Text(maintenance.Status, body, maintenance.ContentType ?? PlainText)
            : GatewayResponse.Problem(maintenance.Status, "Maintenance", "This API is in maintenance. Try again later.");
        return maintenance.RetryAfter is { } after
            ? response.WithHeader("Retry-After", Math.Ceiling(after.TotalSeconds).ToString(CultureInfo.InvariantCulture))
            : response;
    }
}

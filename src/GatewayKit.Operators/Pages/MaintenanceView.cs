using System.Globalization;
using GatewayKit.Admin.Endpoints;
using GatewayKit.Admin.Entries;
using GatewayKit.Admin.Http;
using GatewayKit.Operators.Http;

namespace GatewayKit.Operators.Pages;

/// <summary>The form for the maintenance of a route.</summary>
internal sealed record MaintenanceView(OperatorPage Page, RouteDetail Route, AdminProblem? Problem)
{
    /// <summary>Whether the route is in maintenance.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>The status; empty for the one of the route.</summary>
    public string Status { get; init; } = "";

    /// <summary>The time after which clients can try again; empty for the one of the route.</summary>
    public string RetryAfter { get; init; } = "";

    /// <summary>The body; empty for the one of the route.</summary>
    public string Body { get; init; } = "";

    /// <summary>The reason of the change.</summary>
    public string Message { get; init; } = "";

    public static MaintenanceView Of(OperatorPage page, RouteDetail route, OperatorRequest request, AdminProblem? problem)
        => new(page, route, problem)
        {
            IsEnabled = request.Form is null ? RouteContent.IsInMaintenance(route.Content) : request.Text("enabled") == "true",
            Status = request.Text("status"),
            RetryAfter = request.Text("retryAfter"),
            Body = request.Text("body"),
            Message = request.Text("message"),
        };

    /// <summary>Reads the form.</summary>
    public static (MaintenanceSwitch? Body, AdminProblem? Problem) Read(OperatorRequest request)
    {
        var status = default(int?);
        if (request.Text("status").Trim() is { Length: > 0 } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                return (null, AdminProblem.BadRequest("status", "it must be a number from 400 to 599."));
            status = number;
        }

        return (new MaintenanceSwitch
        {
            Enabled = request.Text("enabled") == "true",
            Status = status,
            RetryAfter = request.Text("retryAfter").Trim() is { Length: > 0 } time ? time : null,
            Body = request.Text("body") is { Length: > 0 } body ? body : null,
            Message = request.Message,
        }, null);
    }
}

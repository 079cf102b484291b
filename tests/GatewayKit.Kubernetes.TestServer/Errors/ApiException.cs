using System.Text.Json.Nodes;

namespace GatewayKit.Kubernetes.TestServer.Errors;

/// <summary>A failure that the client sees as a <c>Status</c>.</summary>
internal sealed class ApiException(int code, string reason, string message) : Exception(message)
{
    public int Code => code;

    public string? Name { get; init; }

    public string? Group { get; init; }

    /// <summary>The resource or kind of the details.</summary>
    public string? Kind { get; init; }

    public IReadOnlyList<FieldError> Causes { get; init; } = [];

    public int? RetryAfterSeconds { get; init; }

    /// <summary>The token with which an expired list can be continued.</summary>
    public string? Continue { get; init; }

    public JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = Continue is null ? new JsonObject() : new JsonObject { ["continue"] = Continue },
            ["status"] = "Failure",
            ["message"] = Message,
            ["reason"] = reason,
            ["code"] = code,
        };
        if (Details() is { Count: > 0 } details)
            status["details"] = details;
        return status;
    }

    private JsonObject Details()
    {
        var details = new JsonObject();
        if (Name is not null)
            details["name"] = Name;
        if (!string.IsNullOrEmpty(Group))
            details["group"] = Group;
        if (Kind is not null)
            details["kind"] = Kind;
        if (Causes.Count > 0)
            details["causes"] = new JsonArray([.. Causes.Select(Cause)]);
        if (RetryAfterSeconds is { } seconds)
            details["retryAfterSeconds"] = seconds;
        return details;
    }

    private static JsonNode Cause(FieldError error)
        => new JsonObject { ["reason"] = error.Reason, ["message"] = error.Message, ["field"] = error.Field };
}

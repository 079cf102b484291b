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
            ["code"] = code,
        };
        if (reason.Length > 0)
            status["reason"] = reason;
        if (Details() is { Count: > 0 } details)
            status["details"] = details;
        return status;
    }

    private JsonObject Details()
    {
        var details = new JsonObject();
        if (!string.IsNullOrEmpty(Name))
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

    private static JsonObject Cause(FieldError error)
    {
        var cause = new JsonObject { ["reason"] = error.Reason, ["message"] = error.Message };
        if (error.Field.Length > 0)
            cause["field"] = error.Field;
        return cause;
    }
}

using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace GatewayKit.Admin.Http;

/// <summary>
/// An answer of an endpoint: a value as JSON, or a problem. A value that is read has a strong ETag, and is 304 if the client knows it.
/// </summary>
/// <typeparam name="T">The type of the value, for the OpenAPI document.</typeparam>
internal sealed class AdminResult<T> : IResult, IEndpointMetadataProvider
{
    private readonly T? _value;
    private readonly AdminProblem? _problem;

    private AdminResult(T? value, AdminProblem? problem) => (_value, _problem) = (value, problem);

    /// <summary>The value; the default if there is a problem.</summary>
    public T? Value => _value;

    /// <summary>The problem; null if there is a value.</summary>
    public AdminProblem? Problem => _problem;

    /// <summary>The status of the value.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>The tag; null for that of the body.</summary>
    public string? Tag { get; init; }

    /// <summary>Gets whether the value changes by itself, so that it has no tag.</summary>
    public bool IsLive { get; init; }

    /// <summary>The Location header; null for none.</summary>
    public string? Location { get; init; }

    public static implicit operator AdminResult<T>(T value) => Of(value);

    public static implicit operator AdminResult<T>(AdminProblem problem) => new(default, problem);

    public static AdminResult<T> Of(T value, int status = 200, string? tag = null, string? location = null)
        => new(value, null) { Status = status, Tag = tag, Location = location };

    /// <summary>Returns a value that changes by itself.</summary>
    public static AdminResult<T> Live(T value) => new(value, null) { IsLive = true };

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder)
        => builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [AdminJson.ContentType]));

    public Task ExecuteAsync(HttpContext httpContext) => _problem?.ExecuteAsync(httpContext) ?? WriteAsync(httpContext);

    private Task WriteAsync(HttpContext http)
    {
        var response = http.Response;
        AdminHeaders.Apply(response);
        response.StatusCode = Status;
        if (Location is not null)
            response.Headers.Location = Location;
        if (IsLive)
            return AdminJson.WriteAsync(http, _value);

        var body = JsonSerializer.SerializeToUtf8Bytes(_value, AdminJson.Options);
        var isRead = HttpMethods.IsGet(http.Request.Method);
        if ((Tag ?? (isRead ? EntityTag.Of(body) : null)) is { } tag)
        {
            response.Headers.ETag = tag;
            if (isRead && Status == StatusCodes.Status200OK && EntityTag.IsKnown(http.Request, tag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return Task.CompletedTask;
            }
        }

        response.ContentType = AdminJson.ContentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}

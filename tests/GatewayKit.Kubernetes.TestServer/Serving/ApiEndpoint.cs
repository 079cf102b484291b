using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Access;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Faults;
using GatewayKit.Kubernetes.TestServer.Requests;
using GatewayKit.Kubernetes.TestServer.Writing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>
/// Answers each request: counts it, lets faults happen, authenticates and authorizes it, and passes it to the endpoint of its verb.
/// </summary>
internal sealed class ApiEndpoint(
    Cluster cluster, RequestLog log, FaultInjection faults, AccessControl access,
    ListEndpoint lists, WatchEndpoint watches, WriteEndpoint writes)
{
    private readonly Discovery _discovery = new(cluster.Kinds);
    private readonly OpenApi _openApi = new(cluster.Kinds);
    private readonly Reviews _reviews = new(cluster.Kinds, access);

    public async Task Handle(HttpContext context, CancellationToken stopping)
    {
        try
        {
            var request = ResourceRequest.Read(context.Request, cluster.Kinds);
            var record = RecordOf(context.Request, request);
            log.Add(record);
            if (await faults.Happen(context, record))
                return;

            var identity = access.Authenticate(context);
            if (request is null)
                await HandleOther(context, identity);
            else
            {
                access.Authorize(identity, request);
                await Handle(context, request, stopping);
            }
        }
        catch (ApiException failure)
        {
            await Responses.Write(context, failure);
        }
        catch (JsonException failure)
        {
            await Responses.Write(context, ApiErrors.BadRequest("error decoding: " + failure.Message));
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await Responses.Write(context,
                new ApiException(413, "RequestEntityTooLarge", "Request entity too large: limit is 3145728"));
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private Task Handle(HttpContext context, ResourceRequest request, CancellationToken stopping)
    {
        if (request.Subresource is not null && (request.Subresource != "status" || !request.Kind.HasStatus))
            throw ApiErrors.NotFound(request.Kind, request.Name!);

        return request.Verb switch
        {
            "get" => Get(context, request),
            "list" => lists.Handle(context, request),
            "watch" => watches.Handle(context, request, stopping),
            _ => writes.Handle(context, request),
        };
    }

    private Task Get(HttpContext context, ResourceRequest request)
    {
        var (kind, stored) = (request.Kind, cluster.Get(request.Kind, request.Namespace, request.Name!));
        return Table.IsWanted(context.Request)
            ? Responses.Write(context, Table.Of(kind, [stored], stored.Version, null))
            : Responses.Write(context, (byte[])[.. kind.Prefix, .. stored.Tail]);
    }

    private Task HandleOther(HttpContext context, Identity identity)
    {
        var path = context.Request.Path;
        if (path == Reviews.Path && context.Request.Method == "POST")
            return _reviews.Handle(context, identity);
        if (path == "/version")
            return Responses.Write(context, new JsonObject
            {
                ["major"] = "1",
                ["minor"] = "34",
                ["gitVersion"] = "v1.34.0",
                ["platform"] = "linux/amd64",
            });
        if (path.Value is "/readyz" or "/livez" or "/healthz")
            return Responses.WriteText(context, "ok");

        return (_discovery.Find(context) ?? _openApi.Find(path)) is { } document
            ? Responses.Write(context, document)
            : Responses.WriteText(context, "404 page not found\n", 404);
    }

    private static RequestRecord RecordOf(HttpRequest http, ResourceRequest? request) => new(
        request?.Verb ?? http.Method.ToLowerInvariant(), request?.Resource ?? http.Path.Value!, request?.Namespace, request?.Name,
        http.Headers.UserAgent.ToString(), http.QueryString.Value ?? "");
}

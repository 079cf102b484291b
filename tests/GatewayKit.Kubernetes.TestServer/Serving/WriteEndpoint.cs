using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Patching;
using GatewayKit.Kubernetes.TestServer.Selectors;
using GatewayKit.Kubernetes.TestServer.Storage;
using GatewayKit.Kubernetes.TestServer.Writing;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>Creates, updates, patches and deletes objects.</summary>
internal sealed class WriteEndpoint(Cluster cluster, Creation creation, Update update, Patch patch, Deletion deletion)
{
    public async Task Handle(HttpContext context, ResourceRequest request)
    {
        var (kind, scope, name) = (request.Kind, request.Namespace, request.Name);
        if (kind.IsNamespaced && scope is null && request.Verb != "deletecollection")
            throw ApiErrors.MethodNotAllowed();

        var writer = WriterOf(context.Request, request);
        switch (request.Verb)
        {
            case "create" when name is null:
                var body = await Object(context.Request);
                await Respond(context, kind, (creation.Create(kind, scope, body, writer), true), writer);
                break;
            case "update" when name is not null:
                await Respond(context, kind, update.Replace(kind, scope, name, await Object(context.Request), writer), writer);
                break;
            case "patch" when name is not null:
                var bytes = await RequestBody.ReadBytes(context.Request);
                await Respond(context, kind,
                    patch.Execute(kind, scope, name, RequestBody.MediaType(context.Request), bytes, writer), writer);
                break;
            case "delete" or "deletecollection":
                await Delete(context, request);
                break;
            default:
                throw ApiErrors.MethodNotAllowed();
        }
    }

    private static WriteContext WriterOf(HttpRequest http, ResourceRequest request)
    {
        var manager = http.Query["fieldManager"].ToString();
        if (manager.Length == 0 && RequestBody.MediaType(http) == "application/apply-patch+yaml")
            throw ApiErrors.InvalidOptions("PatchOptions", FieldError.Required("fieldManager", "is required for apply patch"));

        var agent = http.Headers.UserAgent.ToString().Split('/')[0];
        return new WriteContext(manager.Length > 0 ? manager : agent.Length > 0 ? agent : "unknown")
        {
            IsStatus = request.Subresource == "status",
            IsDryRun = http.Query["dryRun"] == "All",
            IsForced = http.Query["force"].ToString() is "1" or "true",
            Validation = Enum.TryParse<FieldValidation>(http.Query["fieldValidation"], out var validation)
                ? validation
                : FieldValidation.Warn,
        };
    }

    private static async Task<JsonObject> Object(HttpRequest request)
        => await RequestBody.Read(request) as JsonObject ?? throw ApiErrors.BadRequest("the body of the request is not an object");

    private static Task Respond(HttpContext context, Kind kind, (StoredObject Stored, bool IsNew) result, WriteContext writer)
    {
        Responses.Warn(context, writer.Warnings);
        return Responses.Write(context, (byte[])[.. kind.Prefix, .. result.Stored.Tail], result.IsNew ? 201 : 200);
    }

    private async Task Delete(HttpContext context, ResourceRequest request)
    {
        var (kind, scope) = (request.Kind, request.Namespace);
        var options = DeleteOptions.Read(await RequestBody.Read(context.Request) as JsonObject, context.Request.Query);
        if (request.Name is null)
        {
            var selection = new Selection(kind, scope, context.Request.Query);
            var objects = cluster.CollectionOf(kind).Objects.Where(selection.Matches).ToList();
            foreach (var item in objects.Where(item => cluster.Find(kind, item.Namespace, item.Name) is not null))
                deletion.Delete(kind, item.Namespace, item.Name, options);
            await new ListBody(kind, objects, cluster.Store.Version, null, 0).Write(context);
            return;
        }

        var (last, isGone) = deletion.Delete(kind, scope, request.Name, options);
        await Responses.Write(context, isGone ? Success(kind, last) : last.ToJson(kind));
    }

    private static JsonObject Success(Kind kind, StoredObject last)
    {
        var details = new JsonObject { ["name"] = last.Name, ["kind"] = kind.Plural, ["uid"] = last.Uid };
        if (kind.Group.Length > 0)
            details["group"] = kind.Group;
        return new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Success",
            ["details"] = details,
        };
    }
}

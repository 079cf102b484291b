using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Access;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Kubernetes.TestServer.Serving;

/// <summary>Answers a client that asks what it can do (<c>SelfSubjectAccessReview</c>).</summary>
internal sealed class Reviews(KindRegistry kinds, AccessControl access)
{
    public const string Path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    public async Task Handle(HttpContext context, Identity identity)
    {
        var review = (JsonObject)(await RequestBody.Read(context.Request))!;
        review["status"] = new JsonObject { ["allowed"] = IsAllowed(review.Object("spec").Object("resourceAttributes"), identity) };
        await Responses.Write(context, review, 201);
    }

    private bool IsAllowed(JsonObject? attributes, Identity identity)
    {
        var (group, resource) = (attributes.Text("group") ?? "", attributes.Text("resource") ?? "");
        var scope = attributes.Text("namespace") is { Length: > 0 } given ? given : null;
        var kind = kinds.All.Find(kind => kind.Group == group && kind.Plural == resource);
        return kind is not null && access.IsAllowed(identity, new ResourceRequest(
            kind, scope, attributes.Text("name"), attributes.Text("subresource") is { Length: > 0 } part ? part : null,
            attributes.Text("verb") ?? ""));
    }
}

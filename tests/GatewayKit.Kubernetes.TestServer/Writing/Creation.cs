using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Controllers;
using GatewayKit.Kubernetes.TestServer.Errors;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Ownership;
using GatewayKit.Kubernetes.TestServer.Storage;

namespace GatewayKit.Kubernetes.TestServer.Writing;

/// <summary>Creates objects.</summary>
internal sealed class Creation(Cluster cluster, LoadBalancers loadBalancers)
{
    /// <summary>Creates an object.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="scope">The namespace.</param>
    /// <param name="value">The object, which the method changes.</param>
    /// <param name="context">The writer.</param>
    /// <param name="applied">The applied fields if this is a server-side apply.</param>
    /// <returns>The stored object.</returns>
    public StoredObject Create(Kind kind, string? scope, JsonObject value, WriteContext context, FieldSet? applied = null)
    {
        Decoding.Decode(kind, value, context);
        Metadata.Begin(kind, scope, value, context, cluster.Time);
        if (kind.HasStatus)
            value.Remove("status");
        cluster.Complete(kind, value, null);
        ManagedFields.Track(null, value, kind, context, applied, cluster.Time);

        lock (cluster.Store.Gate)
        {
            if (kind.IsNamespaced)
                CheckNamespace(kind, scope!, value.Object("metadata").Text("name")!);
            var name = value.Object("metadata").Text("name")!;
            if (cluster.Find(kind, scope, name) is not null)
                throw ApiErrors.AlreadyExists(kind, name);

            return context.IsDryRun
                ? StoredObject.Create(kind, value, 0)
                : loadBalancers.Assign(kind, cluster.Commit(kind, value, null));
        }
    }

    private void CheckNamespace(Kind kind, string scope, string name)
    {
        var home = cluster.Get(BuiltInKinds.Namespace, null, scope);
        if (home.ToJson(BuiltInKinds.Namespace).Object("metadata")!.ContainsKey("deletionTimestamp"))
            throw ApiErrors.Forbidden(kind, name,
                $"unable to create new content in namespace {scope} because it is being terminated");
    }
}

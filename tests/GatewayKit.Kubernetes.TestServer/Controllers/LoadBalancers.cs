using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.TestServer.Json;
using GatewayKit.Kubernetes.TestServer.Kinds;
using GatewayKit.Kubernetes.TestServer.Storage;
using GatewayKit.Kubernetes.TestServer.Writing;

namespace GatewayKit.Kubernetes.TestServer.Controllers;

/// <summary>Gives each Service of type LoadBalancer an address, as a cloud does, if the options have one.</summary>
internal sealed class LoadBalancers(Cluster cluster)
{
    /// <summary>Assigns the address to a stored object.</summary>
    /// <returns>The object as it was stored, before the address.</returns>
    public StoredObject Assign(Kind kind, StoredObject stored)
    {
        if (kind.Resource != BuiltInKinds.Service.Resource || cluster.Options.LoadBalancerAddress is not { } address)
            return stored;

        var value = stored.ToJson(kind);
        if (value.Object("spec").Text("type") == "LoadBalancer"
            && value.Object("status").Object("loadBalancer").Array("ingress") is not { Count: > 0 })
        {
            value.Ensure("status").Ensure("loadBalancer")["ingress"]
                = new JsonArray(new JsonObject { ["ip"] = address, ["ipMode"] = "VIP" });
            cluster.Commit(kind, value, stored);
        }

        return stored;
    }
}

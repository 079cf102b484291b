using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Admin.Http;
using GatewayKit.Configuration;
using GatewayKit.Store;

namespace GatewayKit.Admin.Entries;

/// <summary>Creates the merge patches of switches, which are empty if the switch has no effect: then no revision is written.</summary>
internal static class SwitchPatch
{
    /// <summary>Returns the name of a destination as the cluster has it; null if it has none.</summary>
    public static string? DestinationOf(StoreEntry cluster, string name)
    {
        using var content = JsonDocument.Parse(cluster.Content);
        return Find(content.RootElement, "destinations") is { } destinations ? Find(destinations.Value, name)?.Name : null;
    }

    /// <summary>Returns the patch for a destination of a cluster.</summary>
    public static JsonObject OfState(StoreEntry cluster, string destination, DestinationSwitch body)
    {
        var patch = new JsonObject();
        if (body.State is { } state && (state != DestinationAvailability.Active || HasState(cluster, destination)))
        {
            patch["destinationStates"] = new JsonObject
            {
                [destination] = state == DestinationAvailability.Active ? null : state.ToString().ToLowerInvariant(),
            };
        }

        if (body.Weight is { } weight)
            patch["loadBalancing"] = new JsonObject { ["weights"] = new JsonObject { [destination] = weight } };
        return patch;
    }

    /// <summary>Returns the patch for the maintenance of a route. Keys that the body doesn't have keep their values.</summary>
    public static JsonObject OfMaintenance(StoreEntry route, MaintenanceSwitch body)
    {
        using var content = JsonDocument.Parse(route.Content);
        var maintenance = JsonSerializer.SerializeToNode(body with { Message = null }, AdminJson.Options)!.AsObject();
        return body.Enabled || maintenance.Count > 1 || Find(content.RootElement, "maintenance") is not null
            ? new JsonObject { ["maintenance"] = maintenance }
            : new JsonObject();
    }

    private static bool HasState(StoreEntry cluster, string destination)
    {
        using var content = JsonDocument.Parse(cluster.Content);
        return Find(content.RootElement, "destinationStates") is { } states && Find(states.Value, destination) is not null;
    }

    private static JsonProperty? Find(JsonElement members, string key)
    {
        if (members.ValueKind != JsonValueKind.Object)
            return null;
        foreach (var member in members.EnumerateObject())
        {
            if (member.Name.Equals(key, StringComparison.OrdinalIgnoreCase))
                return member;
        }

        return null;
    }
}

using Microsoft.AspNetCore.Routing;

namespace GatewayKit.Admin.Entries;

/// <summary>The endpoints over the store. Without a store, each answers 404.</summary>
internal static class StoreEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        EntryEndpoints.Map(api);
        TransactionEndpoints.Map(api);
        CredentialEndpoints.Map(api);
        RevisionEndpoints.Map(api);
        SwitchEndpoints.Map(api);
    }
}

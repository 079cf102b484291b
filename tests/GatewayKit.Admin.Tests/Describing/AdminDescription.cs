using System.Text.Json.Nodes;
using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Describing;

/// <summary>The operations of the OpenAPI document.</summary>
internal static class AdminDescription
{
    public static async Task<IReadOnlyList<AdminOperation>> ReadAsync(AdminHost host)
    {
        var document = await host.ReadAsync("/openapi.json", AdminHost.AdminKey);
        return
        [
            .. from path in document["paths"]!.AsObject()
               from operation in path.Value!.AsObject()
               where operation.Key is not ("parameters" or "summary" or "description" or "servers")
               select new AdminOperation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject()),
        ];
    }
}

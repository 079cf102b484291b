namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>A route of an import.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Its path.</param>
/// <param name="Cluster">Its cluster.</param>
/// <param name="ServicePath">The path and query of the service.</param>
/// <param name="Operation">Its operation.</param>
/// <param name="Request">The type of the request; <c>null</c> for an empty body.</param>
/// <param name="Response">The type of the response; <c>null</c> if it has no content.</param>
internal sealed record WsdlRoute(
    string Id, string Path, string Cluster, string ServicePath, WsdlOperation Operation, XsdType? Request, XsdType? Response);

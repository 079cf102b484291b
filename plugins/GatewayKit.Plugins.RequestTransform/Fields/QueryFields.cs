using GatewayKit.Transforms;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>The parameters of a query, or the fields of a form, which has the same syntax.</summary>
/// <param name="Query">The query.</param>
internal readonly record struct QueryFields(QueryString Query) : IFields
{
    /// <inheritdoc />
    public bool Contains(string name) => QueryParameters.Contains(Query, name);
}

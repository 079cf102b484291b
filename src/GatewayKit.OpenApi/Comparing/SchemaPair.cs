namespace GatewayKit.OpenApi.Comparing;

/// <summary>Two schemas that are compared, by the keys of their surfaces.</summary>
internal readonly record struct SchemaPair(string Before, string After);

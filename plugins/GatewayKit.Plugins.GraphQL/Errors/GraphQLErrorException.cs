namespace GatewayKit.Plugins.GraphQL.Errors;

/// <summary>Thrown when a request isn't valid or allowed.</summary>
internal sealed class GraphQLErrorException(GraphQLError error) : Exception(error.Message)
{
    public GraphQLError Error => error;
}

using GatewayKit.Plugins.GraphQL.Errors;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace GatewayKit.Plugins.GraphQL.Analysis;

/// <summary>An operation of a document, and the fragments that it can use.</summary>
internal sealed class ParsedOperation
{
    private ParsedOperation(
        GraphQLOperationDefinition definition, IReadOnlyList<GraphQLOperationDefinition> others,
        Dictionary<string, GraphQLFragmentDefinition> fragments)
        => (Definition, Others, Fragments) = (definition, others, fragments);

    public GraphQLOperationDefinition Definition { get; }

    /// <summary>Gets the other operations of the document.</summary>
    public IReadOnlyList<GraphQLOperationDefinition> Others { get; }

    public IReadOnlyDictionary<string, GraphQLFragmentDefinition> Fragments { get; }

    /// <summary>Gets the name; null for an operation without one.</summary>
    public string? Name => Definition.Name?.StringValue;

    public OperationKind Kind => Definition.Operation switch
    {
        OperationType.Mutation => OperationKind.Mutation,
        OperationType.Subscription => OperationKind.Subscription,
        _ => OperationKind.Query,
    };

    /// <summary>Parses a document, and selects an operation of it.</summary>
    /// <param name="text">The document.</param>
    /// <param name="operationName">The name of the operation; null for the only one.</param>
    /// <param name="options">The limits.</param>
    /// <exception cref="GraphQLErrorException">The document isn't valid, is too long, or doesn't have the operation.</exception>
    public static ParsedOperation Parse(string text, string? operationName, GraphQLOptions options)
    {
        // The parser nests selections, fields, arguments and values.
        var maxDepth = (4 * options.MaxDepth) + 64;
        try
        {
            CountTokens(text, options.MaxTokens);

            var document = Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.All, MaxDepth = maxDepth });
            return Select(document, operationName);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            throw new GraphQLErrorException(GraphQLError.Limit("nesting of the document", maxDepth));
        }
        catch (GraphQLSyntaxErrorException error)
        {
            throw new GraphQLErrorException(GraphQLError.Syntax(
                $"The document isn't valid in line {error.Location.Line}, column {error.Location.Column}."));
        }
    }

    private static void CountTokens(string text, int maximum)
    {
        var position = 0;
        for (var count = 0; ; count++)
        {
            var token = Lexer.Lex(text, position);
            if (token.Kind == TokenKind.EOF)
                return;
            if (count == maximum)
                throw new GraphQLErrorException(GraphQLError.Limit("number of tokens", maximum));

            position = token.End;
        }
    }

    private static ParsedOperation Select(GraphQLDocument document, string? operationName)
    {
        var fragments = new Dictionary<string, GraphQLFragmentDefinition>(StringComparer.Ordinal);
        var operations = new List<GraphQLOperationDefinition>();
        foreach (var definition in document.Definitions)
        {
            switch (definition)
            {
                case GraphQLOperationDefinition operation:
                    operations.Add(operation);
                    break;
                case GraphQLFragmentDefinition fragment:
                    if (!fragments.TryAdd(fragment.FragmentName.Name.StringValue, fragment))
                        throw Invalid("Two fragments have the same name.");
                    break;
                default:
                    throw Invalid("The document has a definition that isn't an operation or a fragment.");
            }
        }

        if (operations.Count > 1 && operations.Exists(operation => operation.Name is null))
            throw Invalid("An operation without a name must be the only one.");
        if (operations.DistinctBy(operation => operation.Name?.StringValue).Count() < operations.Count)
            throw Invalid("Two operations have the same name.");
        if (operations.Count != 1 && operationName is null)
            throw Invalid("The document must have one operation, or the request must name one.");

        var selected = operationName is null ? operations[0] : operations.Find(operation => operation.Name?.StringValue == operationName);
        if (selected is null)
            throw Invalid("The document doesn't have the operation that the request names.");
        operations.Remove(selected);
        return new ParsedOperation(selected, operations, fragments);
    }

    private static GraphQLErrorException Invalid(string message) => new(GraphQLError.Invalid(message));
}

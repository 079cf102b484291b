using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace GatewayKit.Analyzers;

/// <summary>The names of the framework's types in a fix: the shortest, with a using where one is missing.</summary>
internal static class FrameworkType
{
    public static SyntaxNode Name(string metadataName, SyntaxGenerator generator, SemanticModel model)
        => model.Compilation.GetTypeByMetadataName(metadataName) is { } type
            ? generator.TypeExpression(type, addImport: true)
            : generator.DottedName(metadataName);
}

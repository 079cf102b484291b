using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Editing;

namespace GatewayKit.Analyzers;

/// <summary>Creates the names of framework types for a fix, as short as possible, and adds missing using directives.</summary>
internal static class FrameworkType
{
    public static SyntaxNode Name(string metadataName, SyntaxGenerator generator, SemanticModel model)
        => model.Compilation.GetTypeByMetadataName(metadataName) is { } type
            ? generator.TypeExpression(type, addImport: true)
            : generator.DottedName(metadataName);
}

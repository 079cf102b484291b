using System.Collections.Immutable;
using System.Composition;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace GatewayKit.Analyzers;

/// <summary>GWK0014: adds the attribute, with a name derived from the class and the options type of its constructor.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddAttributeFix)), Shared]
internal sealed class AddAttributeFix : CodeFixProvider
{
    private const string Title = "Add the GatewayPlugin attribute";

    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [Rules.MissingAttribute.Id];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span) is ClassDeclarationSyntax plugin
            && model?.GetDeclaredSymbol(plugin, context.CancellationToken) is INamedTypeSymbol type)
            context.RegisterCodeFix(
                CodeAction.Create(Title, cancellation => MarkAsync(context.Document, plugin, type, cancellation), Title),
                context.Diagnostics);
    }

    private static async Task<Document> MarkAsync(
        Document document, ClassDeclarationSyntax plugin, INamedTypeSymbol type, CancellationToken cancellation)
    {
        var editor = await DocumentEditor.CreateAsync(document, cancellation).ConfigureAwait(false);
        var options = type.InstanceConstructors.SelectMany(c => c.Parameters).Select(p => p.Type)
            .FirstOrDefault(t => t.Name.EndsWith("Options", StringComparison.Ordinal) && t is { IsReferenceType: true });
        var optionsName = options?.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) ?? "global::GatewayKit.NoOptions";
        var stage = type.AllInterfaces.Any(i => i.Name == "IAuthenticationHook") ? "Authentication" : "Traffic";
        var attribute = SyntaxFactory.Attribute(
            SyntaxFactory.ParseName($"global::GatewayKit.GatewayPlugin<{optionsName}>"),
            SyntaxFactory.ParseAttributeArgumentList($"(\"{NameOf(type)}\", global::GatewayKit.PluginStage.{stage})"));
        editor.AddAttribute(plugin, SyntaxFactory.AttributeList([attribute])
            .WithAdditionalAnnotations(Simplifier.Annotation, Simplifier.AddImportsAnnotation, Formatter.Annotation));
        return editor.GetChangedDocument();
    }

    // 'HttpCachePlugin' becomes http-cache.
    private static string NameOf(INamedTypeSymbol type)
    {
        var name = type.Name.EndsWith("Plugin", StringComparison.Ordinal) && type.Name.Length > "Plugin".Length
            ? type.Name.Substring(0, type.Name.Length - "Plugin".Length) : type.Name;
        var kebab = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
                kebab.Append('-');
            kebab.Append(char.ToLowerInvariant(name[i]));
        }

        return kebab.ToString();
    }
}

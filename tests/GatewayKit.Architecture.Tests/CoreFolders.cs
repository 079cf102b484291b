using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace GatewayKit.Architecture;

/// <summary>Which folders of the core use which, read from its assembly: namespaces are folders.</summary>
internal sealed class CoreFolders
{
    private const string Root = "GatewayKit.";

    private CoreFolders(ILookup<string, FolderArrow> arrows) => Arrows = arrows;

    /// <summary>Gets the arrows from each folder to others, by the folder that they start from.</summary>
    public ILookup<string, FolderArrow> Arrows { get; }

    public static CoreFolders Read(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return new(module.GetAllTypes()
            .SelectMany(type => Used(type).Select(used => new FolderArrow(FolderOf(type), FolderOf(used), $"{type.Name} uses {used.Name}")))
            .Where(arrow => arrow is { From: not null, To: not null } && arrow.From != arrow.To)
            .Distinct()
            .ToLookup(arrow => arrow.From!));
    }

    /// <summary>The types that a type mentions: in its declaration, its members' signatures and their code.</summary>
    private static IEnumerable<TypeReference> Used(TypeDefinition type)
        => new[] { type.BaseType }
            .Concat(type.Interfaces.Select(i => i.InterfaceType))
            .Concat(type.CustomAttributes.Select(a => a.AttributeType))
            .Concat(type.Fields.Select(f => f.FieldType))
            .Concat(type.Properties.Select(p => p.PropertyType))
            .Concat(type.Methods.SelectMany(Used))
            .OfType<TypeReference>()
            .SelectMany(Parts);

    private static IEnumerable<TypeReference> Used(MethodDefinition method)
    {
        var declared = method.Parameters.Select(p => p.ParameterType).Append(method.ReturnType);
        return method.HasBody
            ? declared.Concat(method.Body.Variables.Select(v => v.VariableType)).Concat(method.Body.Instructions.SelectMany(i => Used(i.Operand)))
            : declared;
    }

    private static IEnumerable<TypeReference> Used(object? operand) => operand switch
    {
        TypeReference type => [type],
        GenericInstanceMethod method => [.. method.GenericArguments, method.DeclaringType, method.ReturnType],
        MethodReference method => [method.DeclaringType, method.ReturnType],
        FieldReference field => [field.DeclaringType, field.FieldType],
        _ => [],
    };

    private static IEnumerable<TypeReference> Parts(TypeReference type)
        => type is GenericInstanceType generic ? generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType) : [type.GetElementType()];

    /// <summary>The folder below the project's; null for a type of another assembly, or in a namespace of the framework's.</summary>
    private static string? FolderOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;

        if (type.Scope is not ModuleDefinition)
            return type.Namespace.StartsWith("Yarp.ReverseProxy", StringComparison.Ordinal) ? type.Namespace : null;

        return type.Namespace.StartsWith(Root, StringComparison.Ordinal) ? type.Namespace[Root.Length..].Replace('.', '/')
            : type.Namespace.StartsWith("Microsoft.", StringComparison.Ordinal) ? "Hosting" : null;
    }
}

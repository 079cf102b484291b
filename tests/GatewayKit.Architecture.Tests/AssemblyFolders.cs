using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace GatewayKit.Architecture;

/// <summary>The folders of a project that use each other, read from its assembly.
/// The folder of a type is the folder of the file with its name.</summary>
internal sealed class AssemblyFolders
{
    private readonly Dictionary<string, string> _folders;

    private AssemblyFolders(string project)
    {
        _folders = SourceFile.All(project)
            .ToDictionary(file => $"{file.Namespace}.{file.Name}", file => file.Folder, StringComparer.Ordinal);
        using var module = ModuleDefinition.ReadModule(Path.Combine(AppContext.BaseDirectory, project + ".dll"));
        Unplaced = [.. module.Types.Where(type => !IsGenerated(type) && FolderOf(type) is null).Select(type => type.FullName)];
        Arrows = module.GetAllTypes()
            .SelectMany(type => Used(type).Select(used => new FolderArrow(FolderOf(type), FolderOf(used), $"{type.Name} uses {used.Name}")))
            .Where(arrow => arrow is { From: not null, To: not null } && arrow.From != arrow.To)
            .Distinct()
            .ToLookup(arrow => arrow.From!);
    }

    /// <summary>Gets the arrows from each folder to others, by the folder that they start from.
    /// The project's own folder is empty.</summary>
    public ILookup<string, FolderArrow> Arrows { get; }

    /// <summary>Gets the types that aren't in a file with their name, so that their folder isn't known.</summary>
    public IReadOnlyList<string> Unplaced { get; }

    public static AssemblyFolders Read(string project) => new(project);

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
            ? declared
                .Concat(method.Body.Variables.Select(v => v.VariableType))
                .Concat(method.Body.Instructions.SelectMany(i => Used(i.Operand)))
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
        => type is GenericInstanceType generic
            ? generic.GenericArguments.SelectMany(Parts).Append(generic.ElementType)
            : [type.GetElementType()];

    /// <summary>The folder of a type of the project, or a namespace of YARP; null for another type.</summary>
    private string? FolderOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;

        return type.Scope is ModuleDefinition ? _folders.GetValueOrDefault($"{type.Namespace}.{type.Name.Split('`')[0]}")
            : type.Namespace.StartsWith("Yarp.ReverseProxy", StringComparison.Ordinal) ? type.Namespace : null;
    }

    private static bool IsGenerated(TypeDefinition type)
        => type.Name.StartsWith('<')
            || type.CustomAttributes.Any(
                a => a.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute" or "EmbeddedAttribute");
}

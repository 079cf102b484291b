using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace GatewayKit.Loading.Tests.Support;

/// <summary>Tiny assemblies made on the spot.</summary>
internal static class EmittedAssembly
{
    /// <summary>An assembly that refers to the contract and has no plugin.</summary>
    public static byte[] WithoutPlugins(string name) => Emit(name, typeof(GatewayResponse));

    /// <summary>An assembly that doesn't know the contract.</summary>
    public static byte[] WithoutContract(string name) => Emit(name, typeof(string));

    /// <summary>An assembly to compile against only.</summary>
    public static byte[] ReferenceOnly(string name) => Emit(
        name, typeof(GatewayResponse), new CustomAttributeBuilder(typeof(ReferenceAssemblyAttribute).GetConstructor([])!, []));

    private static byte[] Emit(string name, Type field, params CustomAttributeBuilder[] attributes)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(1, 0) }, typeof(object).Assembly, attributes);
        var type = assembly.DefineDynamicModule(name).DefineType("Holder", TypeAttributes.Public);
        type.DefineField("Value", field, FieldAttributes.Public);
        type.CreateType();
        using var stream = new MemoryStream();
        assembly.Save(stream);
        return stream.ToArray();
    }
}

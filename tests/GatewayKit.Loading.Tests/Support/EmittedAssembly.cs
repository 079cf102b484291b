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

    /// <summary>An assembly that refers to the contract and calls a static method without arguments, or with zeros and nulls.</summary>
    public static byte[] Calling(string name, MethodInfo method) => Emit(name, typeof(GatewayResponse), type =>
    {
        var code = type.DefineMethod("Call", MethodAttributes.Public | MethodAttributes.Static).GetILGenerator();
        foreach (var parameter in method.GetParameters())
            code.Emit(parameter.ParameterType.IsValueType ? OpCodes.Ldc_I4_0 : OpCodes.Ldnull);
        code.Emit(OpCodes.Call, method);
        code.Emit(OpCodes.Ret);
    });

    /// <summary>An assembly with the plugin <c>real</c> and a class without a hook that declares the plugin <c>declared</c>.</summary>
    public static byte[] WithDeclaredPlugin(string name, TypeAttributes kind)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name) { Version = new Version(1, 0) }, typeof(object).Assembly);
        var module = assembly.DefineDynamicModule(name);
        var declared = module.DefineType("Declared", kind);
        declared.SetCustomAttribute(Plugin("declared"));
        declared.CreateType();

        var real = module.DefineType("Real", TypeAttributes.Public, typeof(object), [typeof(IRequestHook)]);
        real.SetCustomAttribute(Plugin("real"));
        real.DefineDefaultConstructor(MethodAttributes.Public);
        var hook = real.DefineMethod(
            nameof(IRequestHook.OnRequestAsync), MethodAttributes.Public | MethodAttributes.Virtual, typeof(ValueTask<HookResult>),
            [typeof(GatewayContext)]);
        var code = hook.GetILGenerator();
        code.Emit(OpCodes.Ldnull);
        code.Emit(OpCodes.Throw);
        real.CreateType();
        using var stream = new MemoryStream();
        assembly.Save(stream);
        return stream.ToArray();
    }

    private static CustomAttributeBuilder Plugin(string name)
        => new(typeof(GatewayPluginAttribute<NoOptions>).GetConstructors()[0], [name, PluginStage.Edge]);

    private static byte[] Emit(string name, Type field, params CustomAttributeBuilder[] attributes)
        => Emit(name, field, _ => { }, attributes);

    private static byte[] Emit(string name, Type field, Action<TypeBuilder> define, params CustomAttributeBuilder[] attributes)
    {
        var assembly = new PersistedAssemblyBuilder(
            new AssemblyName(name) { Version = new Version(1, 0) }, typeof(object).Assembly, attributes);
        var type = assembly.DefineDynamicModule(name).DefineType("Holder", TypeAttributes.Public);
        type.DefineField("Value", field, FieldAttributes.Public);
        define(type);
        type.CreateType();
        using var stream = new MemoryStream();
        assembly.Save(stream);
        return stream.ToArray();
    }
}

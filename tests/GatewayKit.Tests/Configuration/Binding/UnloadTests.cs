using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Schema;
using GatewayKit.Tests.Schema;

namespace GatewayKit.Tests.Configuration.Binding;

public class UnloadTests
{
    private const string Options = """
        { text: x, mode: strict, protocols: [tls12], list: [1], set: [a], limits: [ { limit: 0 } ], names: { a: b }, pairs: { a: { limit: 1 } }, frozen: { a: [b] }, nested: { limit: 1 }, anything: [1],
          limit: 0, span: 9h, name: x, headers: [], word: A, backtracking: b, color: blue, given: '', mail: x, throwing: x, setter: bad, least: 99, key: short, pin: x, window: 1 }
        """;

    [Fact]
    public async Task Binding_and_describing_options_does_not_keep_their_assembly()
    {
        var context = BindAllOptions();

        // Another thread, such as one that compiles, can hold the assembly for a while.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (context.IsAlive && !patience.IsCancellationRequested)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        Assert.False(context.IsAlive, "Something holds on to a type of the plugin's assembly.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference BindAllOptions()
    {
        var context = new AssemblyLoadContext("plugin", isCollectible: true);
        var assembly = context.LoadFromAssemblyPath(typeof(UnloadTests).Assembly.Location);
        foreach (var type in new[] { typeof(ShapeOptions),
            typeof(RuleOptions),
            typeof(SecretOptions),
            typeof(LimitPair),
            typeof(SchemaOptions) })
        {
            var collectible = assembly.GetType(type.FullName!)!;
            Assert.NotSame(type, collectible);
            var piece = new ConfigPiece("plugins[0]");
            OptionsBinder.Bind(collectible, Documents.Node(Options), piece, "options.", default, new ConfigErrors());
            OptionsBinder.Bind(collectible, Documents.Node("{}"), piece, "options.", default, new ConfigErrors());
            OptionsBinder.Bind(collectible,
                ConfigNode.FromValue(Activator.CreateInstance(collectible)!), piece, "options.", default, new ConfigErrors());
            Assert.NotEmpty(OptionsTable.Markdown(collectible));
            Assert.NotEmpty(new SchemaBuilder().Reference(collectible));
        }

        context.Unload();
        return new WeakReference(context, trackResurrection: true);
    }
}

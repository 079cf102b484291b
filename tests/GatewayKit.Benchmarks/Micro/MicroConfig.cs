using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace GatewayKit.Benchmarks.Micro;

/// <summary>In this process, so that nothing has to be generated and restored; time and allocations.</summary>
internal sealed class MicroConfig : ManualConfig
{
    public MicroConfig()
    {
        AddJob(Job.ShortRun.WithWarmupCount(30).WithIterationCount(30).WithIterationTime(TimeInterval.FromMilliseconds(50)).WithToolchain(
            new InProcessEmitToolchain(logOutput: true)));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddLogger(ConsoleLogger.Default);
        AddExporter(MarkdownExporter.GitHub);
        AddColumnProvider(DefaultColumnProviders.Instance);
        AddColumn(StatisticColumn.Min);
    }
}

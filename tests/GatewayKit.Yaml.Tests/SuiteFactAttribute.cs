namespace GatewayKit.Yaml.Tests;

/// <summary>A test over the public YAML test suite (its branch <c>data</c>); skipped where <c>shared/suites/yaml-test-suite</c> is
/// missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SuiteFactAttribute : FactAttribute
{
    public SuiteFactAttribute()
    {
        if (Suite.Folder is null)
            Skip = "shared/suites/yaml-test-suite is missing beside the repository.";
    }
}

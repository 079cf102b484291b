using GatewayKit.Kubernetes.Resources;

namespace GatewayKit.Kubernetes.Tests.Resources;

public sealed class ResourceNameTests
{
    [Fact]
    public void Names_are_ordered_by_namespace_and_then_by_name()
    {
        ResourceName[] names = [new("b", "a"), new("a", "z"), new("a", "B"), new("", "c")];

        Array.Sort(names);

        Assert.Equal(["c", "a/B", "a/z", "b/a"], names.Select(name => name.ToString()));
    }
}

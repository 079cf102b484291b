namespace GatewayKit.Loading.Tests;

public sealed class PoolThreadsTests
{
    [Fact]
    public void A_host_that_refers_to_the_loading_library_keeps_the_threads_of_its_pool()
    {
        Assert.Equal("-1", AppContext.GetData(PoolThreads.Setting));
        Assert.True(PoolThreads.AreKept);
    }
}

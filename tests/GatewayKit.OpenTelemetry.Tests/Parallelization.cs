// A listener gets the measurements of all gateways in the process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace ContrastiveDsl.Embeddings;

/// <summary>Work on several threads whose results come in the order of the items.</summary>
internal static class OrderedWork
{
    /// <summary>Applies a function to items. It runs ahead of the reader by a few items for each thread.</summary>
    /// <param name="items">The items; read as the work goes on, on the reader's thread.</param>
    /// <param name="threads">How many items are worked on at once, at least 1.</param>
    /// <param name="function">What is done with an item, on any thread.</param>
    internal static IEnumerable<TResult> Run<T, TResult>(IEnumerable<T> items, int threads, Func<T, TResult> function)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return Begin(items, threads, function);
    }

    private static IEnumerable<TResult> Begin<T, TResult>(IEnumerable<T> items, int threads, Func<T, TResult> function)
    {
        var scheduler = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, threads).ConcurrentScheduler;
        var tasks = new TaskFactory(CancellationToken.None, TaskCreationOptions.None, default, scheduler);
        var ahead = new Queue<Task<TResult>>();
        try
        {
            foreach (var item in items)
            {
                ahead.Enqueue(tasks.StartNew(() => function(item)));
                if (ahead.Count > 2 * threads)
                {
                    yield return ahead.Dequeue().GetAwaiter().GetResult();
                }
            }

            while (ahead.Count > 0)
            {
                yield return ahead.Dequeue().GetAwaiter().GetResult();
            }
        }
        finally
        {
            // What the function uses may be disposed of next. Its failures are of no interest any more.
            Task.WhenAll(ahead).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        }
    }
}
